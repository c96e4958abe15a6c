-- The number in the register of legal entities, of an arrangement that is one or has one of its own.

ALTER TABLE arrangement_detail ADD COLUMN organisation_number TEXT CHECK (length(organisation_number) = 9);
