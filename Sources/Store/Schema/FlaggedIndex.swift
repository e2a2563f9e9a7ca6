/// Where flagged decisions are found by time: in the rows of decisions, which never change. As an index of `event_key` over its
/// outcome it made every decision of a waiting event move that row and all its other index entries (none of a million updates
/// stayed on its page). Heads of one batch lie side by side and are decided side by side: a page keeps room for all of them.
let flaggedIndexSchema = """
    SET LOCAL ROLE amplomb_owner;

    DROP INDEX event_key_flagged;
    ALTER TABLE event_key SET (fillfactor = 48);
    CREATE INDEX assessment_flagged ON assessment (at_us, key_id) WHERE outcome > 'pass';
    """
