/// Roles, schema and the trigger that refuses to change what is only ever appended.
///
/// Tables belong to `amplomb_owner`, who cannot log in; nobody who can log in may change or drop them. Engine, service,
/// regulator, purger and the reporting officer's role have what their work needs and nothing else.
let rolesSchema = """
    DO $$
    DECLARE name text;
    BEGIN
      FOREACH name IN ARRAY ARRAY['amplomb_owner', 'amplomb_mlro'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
          EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
      END LOOP;
      FOREACH name IN ARRAY ARRAY['amplomb_engine', 'amplomb_service', 'amplomb_regulator', 'amplomb_purger'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
          EXECUTE format('CREATE ROLE %I LOGIN', name);
        END IF;
      END LOOP;
      EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
      EXECUTE format('GRANT CREATE ON DATABASE %I TO amplomb_owner', current_database());
      EXECUTE format('GRANT CONNECT ON DATABASE %I TO amplomb_engine, amplomb_service, amplomb_regulator, amplomb_purger',
        current_database());
      IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT amplomb_owner, amplomb_engine, amplomb_service, amplomb_purger TO %I', current_user);
      END IF;
      EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO amplomb_engine', current_database());
    END $$;

    ALTER ROLE amplomb_engine SET statement_timeout = '10min';
    ALTER ROLE amplomb_engine SET lock_timeout = '30s';
    ALTER ROLE amplomb_engine SET idle_in_transaction_session_timeout = '2min';
    ALTER ROLE amplomb_service SET statement_timeout = '5s';
    ALTER ROLE amplomb_service SET lock_timeout = '5s';
    ALTER ROLE amplomb_service SET idle_in_transaction_session_timeout = '30s';
    ALTER ROLE amplomb_regulator SET statement_timeout = '30s';
    ALTER ROLE amplomb_regulator SET lock_timeout = '5s';
    ALTER ROLE amplomb_regulator SET idle_in_transaction_session_timeout = '30s';
    ALTER ROLE amplomb_purger SET statement_timeout = '10min';
    ALTER ROLE amplomb_purger SET lock_timeout = '30s';
    ALTER ROLE amplomb_purger SET idle_in_transaction_session_timeout = '2min';

    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA amplomb TO amplomb_engine, amplomb_service, amplomb_regulator, amplomb_purger;
    GRANT SELECT ON amplomb.schema_migration TO amplomb_engine, amplomb_service;

    ALTER SCHEMA amplomb OWNER TO amplomb_owner;

    SET LOCAL ROLE amplomb_owner;

    CREATE TYPE outcome AS ENUM ('pass', 'review', 'hold', 'stop');
    CREATE TYPE severity AS ENUM ('ops', 'low', 'medium', 'high', 'critical');

    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN
      RAISE EXCEPTION 'rows of % are only ever added: % by role % is refused', TG_TABLE_NAME, TG_OP, current_user
        USING ERRCODE = 'AM001';
    END $$;
    """
