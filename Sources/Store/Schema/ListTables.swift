/// Every version of every sanctions list with its files, when it was in force, when it was confirmed, and what the publisher's
/// server said last (screening.md section 3). Small tables: reference tables when the rest is sharded.
///
/// The flag of step 7 becomes an interval: what was in force at an instant is asked of the past as well.
let listSchema = """
    SET LOCAL ROLE amplomb_owner;

    ALTER TABLE sanctions_list_version
      ADD COLUMN kind text NOT NULL DEFAULT 'official' CHECK (kind IN ('official', 'sample')),
      ADD COLUMN names bigint NOT NULL DEFAULT 0 CHECK (names >= 0),
      ADD COLUMN records bigint NOT NULL DEFAULT 0 CHECK (records >= 0),
      ADD COLUMN merged bigint NOT NULL DEFAULT 0 CHECK (merged >= 0),
      ADD COLUMN rejected bigint NOT NULL DEFAULT 0 CHECK (rejected >= 0),
      ADD COLUMN counts jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN parser integer NOT NULL DEFAULT 0,
      -- Why a guard was overridden when the version was imported; a reason is never empty.
      ADD COLUMN forced text CHECK (length(forced) >= 10);

    -- The publisher's files, kept below the home under the version, in the order they are read.
    CREATE TABLE sanctions_list_file (
      list_id text NOT NULL,
      sha256 bytea NOT NULL,
      n integer NOT NULL,
      name text NOT NULL,
      file_sha256 bytea NOT NULL CHECK (length(file_sha256) = 32),
      bytes bigint NOT NULL CHECK (bytes >= 0),
      PRIMARY KEY (list_id, sha256, n),
      FOREIGN KEY (list_id, sha256) REFERENCES sanctions_list_version
    );

    -- In force in [from_us, to_us); an earlier version may come into force again. At most one of a list is open.
    CREATE TABLE sanctions_list_activation (
      list_id text NOT NULL,
      n integer NOT NULL CHECK (n > 0),
      sha256 bytea NOT NULL,
      from_us bigint NOT NULL,
      to_us bigint CHECK (to_us >= from_us),
      cause text NOT NULL CHECK (cause IN ('import', 'rollback', 'reread')),
      reason text,
      PRIMARY KEY (list_id, n),
      FOREIGN KEY (list_id, sha256) REFERENCES sanctions_list_version,
      CHECK (cause <> 'rollback' OR length(reason) >= 10)
    );
    CREATE UNIQUE INDEX sanctions_list_in_force ON sanctions_list_activation (list_id) WHERE to_us IS NULL;

    -- Each time the publisher's list was found to be this version; the last one is what freshness is counted from.
    CREATE TABLE sanctions_list_confirmation (
      list_id text NOT NULL,
      sha256 bytea NOT NULL,
      confirmed_us bigint NOT NULL,
      PRIMARY KEY (list_id, sha256, confirmed_us),
      FOREIGN KEY (list_id, sha256) REFERENCES sanctions_list_version
    );

    -- What a publisher's server said about an address, to be asked "has it changed?" the next time.
    CREATE TABLE sanctions_list_fetch (
      list_id text NOT NULL,
      url text NOT NULL,
      sha256 bytea NOT NULL,
      file_sha256 bytea NOT NULL CHECK (length(file_sha256) = 32),
      etag text,
      last_modified text,
      fetched_us bigint NOT NULL,
      PRIMARY KEY (list_id, url),
      FOREIGN KEY (list_id, sha256) REFERENCES sanctions_list_version
    );

    INSERT INTO sanctions_list_activation (list_id, n, sha256, from_us, cause)
      SELECT list_id, 1, sha256, imported_us, 'import' FROM sanctions_list_version WHERE is_active;
    INSERT INTO sanctions_list_confirmation (list_id, sha256, confirmed_us)
      SELECT list_id, sha256, imported_us FROM sanctions_list_version;
    ALTER TABLE sanctions_list_version DROP COLUMN is_active, DROP COLUMN version;

    GRANT SELECT, INSERT ON sanctions_list_file, sanctions_list_confirmation TO amplomb_engine;
    GRANT SELECT, INSERT, UPDATE (to_us) ON sanctions_list_activation TO amplomb_engine;
    GRANT SELECT, INSERT, UPDATE ON sanctions_list_fetch TO amplomb_engine;
    GRANT SELECT ON sanctions_list_file, sanctions_list_activation, sanctions_list_confirmation, sanctions_list_fetch
      TO amplomb_service;
    """
