-- What instances of the portal keep in memory of municipalities is as old as this number in `setting`, which every
-- change to them raises, whoever makes it.

CREATE TRIGGER municipality_version_insert AFTER INSERT ON municipality
BEGIN
    INSERT INTO setting (key, value) VALUES ('municipalities_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
END;

CREATE TRIGGER municipality_version_update AFTER UPDATE ON municipality
BEGIN
    INSERT INTO setting (key, value) VALUES ('municipalities_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
END;

CREATE TRIGGER municipality_version_delete AFTER DELETE ON municipality
BEGIN
    INSERT INTO setting (key, value) VALUES ('municipalities_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
END;

CREATE TRIGGER municipality_population_version_insert AFTER INSERT ON municipality_population
BEGIN
    INSERT INTO setting (key, value) VALUES ('municipalities_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
END;

CREATE TRIGGER municipality_population_version_update AFTER UPDATE ON municipality_population
BEGIN
    INSERT INTO setting (key, value) VALUES ('municipalities_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
END;

CREATE TRIGGER municipality_population_version_delete AFTER DELETE ON municipality_population
BEGIN
    INSERT INTO setting (key, value) VALUES ('municipalities_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
END;

CREATE TRIGGER municipality_change_version_insert AFTER INSERT ON municipality_change
BEGIN
    INSERT INTO setting (key, value) VALUES ('municipalities_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
END;

CREATE TRIGGER municipality_change_version_update AFTER UPDATE ON municipality_change
BEGIN
    INSERT INTO setting (key, value) VALUES ('municipalities_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
END;

CREATE TRIGGER municipality_change_version_delete AFTER DELETE ON municipality_change
BEGIN
    INSERT INTO setting (key, value) VALUES ('municipalities_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS INTEGER) + 1 AS TEXT);
END;
