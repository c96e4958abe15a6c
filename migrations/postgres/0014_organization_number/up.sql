-- The number in the register of legal entities, of an arrangement that is one or has one of its own.

ALTER TABLE arrangement_detail ADD COLUMN organization_number TEXT CHECK (length(organization_number) = 9);
