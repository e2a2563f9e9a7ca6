/// Aliases of subjects, and participants over valid and recorded time.
let peopleSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE TABLE subject_alias (
      shard smallint NOT NULL,
      natural_key text COLLATE "C" NOT NULL,
      alias bytea NOT NULL CHECK (length(alias) = 16),
      PRIMARY KEY (shard, natural_key),
      UNIQUE (shard, alias)
    );

    -- One row a revision: the recorded time is half-open, the valid times stand in the rows below it.
    CREATE TABLE participant (
      shard smallint NOT NULL,
      participant_id text COLLATE "C" NOT NULL,
      revision integer NOT NULL,
      recorded_us bigint NOT NULL,
      superseded_us bigint CHECK (superseded_us >= recorded_us),
      legal_entity text NOT NULL,
      kind text NOT NULL,
      legal_name text NOT NULL,
      country text NOT NULL,
      vat_id text,
      risk_band text NOT NULL,
      is_person boolean NOT NULL,
      content_hash bytea NOT NULL,
      record bytea NOT NULL,
      PRIMARY KEY (shard, participant_id, revision)
    );
    CREATE UNIQUE INDEX participant_current ON participant (shard, participant_id) WHERE superseded_us IS NULL;

    CREATE TABLE participant_party (
      shard smallint NOT NULL,
      participant_id text COLLATE "C" NOT NULL,
      revision integer NOT NULL,
      party text COLLATE "C" NOT NULL,
      legal_entity text NOT NULL,
      PRIMARY KEY (shard, participant_id, revision, party),
      FOREIGN KEY (shard, participant_id, revision) REFERENCES participant
    );
    CREATE TABLE participant_kyc (
      shard smallint NOT NULL,
      participant_id text COLLATE "C" NOT NULL,
      revision integer NOT NULL,
      n integer NOT NULL,
      status text NOT NULL,
      from_us bigint NOT NULL,
      to_us bigint CHECK (to_us > from_us),
      valid_until date,
      PRIMARY KEY (shard, participant_id, revision, n),
      FOREIGN KEY (shard, participant_id, revision) REFERENCES participant
    );
    CREATE TABLE participant_account (
      shard smallint NOT NULL,
      participant_id text COLLATE "C" NOT NULL,
      revision integer NOT NULL,
      n integer NOT NULL,
      iban text COLLATE "C" NOT NULL,
      holder text,
      from_us bigint NOT NULL,
      to_us bigint CHECK (to_us > from_us),
      PRIMARY KEY (shard, participant_id, revision, n),
      FOREIGN KEY (shard, participant_id, revision) REFERENCES participant
    );
    CREATE TABLE participant_relation (
      shard smallint NOT NULL,
      participant_id text COLLATE "C" NOT NULL,
      revision integer NOT NULL,
      n integer NOT NULL,
      legal_entity text NOT NULL,
      role text NOT NULL,
      name text NOT NULL,
      birth_date date,
      country text,
      share_ppm bigint,
      PRIMARY KEY (shard, participant_id, revision, n),
      FOREIGN KEY (shard, participant_id, revision) REFERENCES participant
    );

    GRANT SELECT, INSERT ON subject_alias, participant_party, participant_kyc, participant_account, participant_relation
      TO amplomb_engine;
    GRANT SELECT, INSERT, UPDATE (superseded_us) ON participant TO amplomb_engine;
    GRANT SELECT ON subject_alias, participant, participant_party, participant_kyc, participant_account,
      participant_relation TO amplomb_service;
    """
