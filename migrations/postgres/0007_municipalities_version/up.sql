-- What instances of the portal keep in memory of municipalities is as old as this number in `setting`, which every
-- change to them raises, whoever makes it.

CREATE FUNCTION raise_municipalities_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO setting (key, value) VALUES ('municipalities_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS BIGINT) + 1 AS TEXT);
    RETURN NULL;
END $$;

CREATE TRIGGER municipality_version AFTER INSERT OR UPDATE OR DELETE ON municipality
    FOR EACH STATEMENT EXECUTE FUNCTION raise_municipalities_version();

CREATE TRIGGER municipality_population_version AFTER INSERT OR UPDATE OR DELETE ON municipality_population
    FOR EACH STATEMENT EXECUTE FUNCTION raise_municipalities_version();

CREATE TRIGGER municipality_change_version AFTER INSERT OR UPDATE OR DELETE ON municipality_change
    FOR EACH STATEMENT EXECUTE FUNCTION raise_municipalities_version();
