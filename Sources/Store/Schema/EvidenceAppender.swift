/// The role under which the engine puts entries and payloads into the log by COPY.
///
/// PostgreSQL refuses COPY into a table with row level security to whoever is bound by it, and rows that pass through a
/// temporary table are written twice. The policies let the engine insert any entry that has an envelope; the role
/// is bound by that through a trigger, may insert into these two tables and do nothing else, and cannot log in. Where no
/// superuser migrates, it does not bypass the policies, and the engine goes through temporary tables.
let evidenceAppenderSchema = """
    DO $$
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'amplomb_appender') THEN
        CREATE ROLE amplomb_appender NOLOGIN;
      END IF;
      IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        AND NOT (SELECT rolbypassrls FROM pg_roles WHERE rolname = 'amplomb_appender') THEN
        ALTER ROLE amplomb_appender BYPASSRLS;
      END IF;
      IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = 'amplomb_appender'::regrole
        AND member = 'amplomb_engine'::regrole) THEN
        GRANT amplomb_appender TO amplomb_engine;
      END IF;
    END $$;
    GRANT USAGE ON SCHEMA amplomb TO amplomb_appender;

    SET LOCAL ROLE amplomb_owner;
    GRANT INSERT ON evidence_entry, evidence_payload TO amplomb_appender;

    -- What the policy `has_envelope` says, for whoever is not bound by policies. After each row, since COPY writes rows in
    -- blocks only where nothing stands before them.
    CREATE FUNCTION refuse_bare_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN
      RAISE EXCEPTION 'an entry without envelope was never there: % by role % is refused', TG_OP, current_user
        USING ERRCODE = 'AM001';
    END $$;
    CREATE TRIGGER has_envelope AFTER INSERT ON evidence_entry FOR EACH ROW WHEN (NEW.envelope IS NULL)
      EXECUTE FUNCTION refuse_bare_entry();
    ALTER TABLE evidence_entry ENABLE ALWAYS TRIGGER has_envelope;
    """
