/// The last line of a purge also looks at the day: a plan shows what may go on one day, and before it nothing goes.
let purgeDaySchema = """
    SET LOCAL ROLE amplomb_owner;

    ALTER FUNCTION purge_apply(bigint, bytea, bigint, bigint) RENAME TO purge_parts;
    REVOKE ALL ON FUNCTION purge_parts(bigint, bytea, bigint, bigint) FROM PUBLIC, amplomb_purger;
    CREATE FUNCTION purge_apply(in_plan_id bigint, in_rule_hash bytea, in_now_us bigint, in_to_idx bigint)
    RETURNS TABLE (idx bigint, field_group text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = amplomb, pg_catalog AS $$
    DECLARE day date := (timestamp '1970-01-01' + make_interval(secs => floor(in_now_us / 1000000.0)))::date;
    BEGIN
      IF EXISTS (SELECT FROM retention_plan WHERE plan_id = in_plan_id AND on_date > day) THEN
        RAISE EXCEPTION 'the day of the plan has not come' USING ERRCODE = 'AM002';
      END IF;
      RETURN QUERY SELECT * FROM purge_parts(in_plan_id, in_rule_hash, in_now_us, in_to_idx);
    END $$;
    REVOKE ALL ON FUNCTION purge_apply(bigint, bytea, bigint, bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION purge_apply(bigint, bytea, bigint, bigint) TO amplomb_purger;
    """
