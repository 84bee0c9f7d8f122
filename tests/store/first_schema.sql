CREATE INDEX appointment_client ON appointment (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX appointment_ends ON appointment (ends_at, starts_at);
CREATE INDEX appointment_source ON appointment (source);
CREATE INDEX change_action ON change (action_id);
CREATE INDEX commitment_client ON commitment (client_id, due_at);
CREATE INDEX commitment_done ON commitment (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX commitment_open ON commitment (due_at) WHERE done_at IS NULL AND dropped_at IS NULL;
CREATE INDEX commitment_touch ON commitment (touch_id) WHERE touch_id IS NOT NULL;
CREATE INDEX contact_point_client ON contact_point (client_id, place, person_id, kind, value);
CREATE INDEX contact_point_person ON contact_point (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX deliverable_client ON deliverable (client_id);
CREATE INDEX deliverable_delivered ON deliverable (delivered_at) WHERE delivered_at IS NOT NULL;
CREATE INDEX deliverable_open ON deliverable (promised_at) WHERE delivered_at IS NULL AND dropped_at IS NULL;
CREATE INDEX deliverable_project ON deliverable (project_id);
CREATE INDEX gesture_client ON gesture (client_id);
CREATE INDEX gesture_dismissed ON gesture (dismissed_on) WHERE dismissed_on IS NOT NULL;
CREATE INDEX gesture_done ON gesture (done_on) WHERE done_on IS NOT NULL;
CREATE INDEX gesture_due ON gesture (due_on) WHERE done_on IS NULL AND dismissed_on IS NULL;
CREATE INDEX gesture_project ON gesture (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX gesture_put_off ON gesture (put_off_until) WHERE put_off_until IS NOT NULL;
CREATE INDEX mail_client ON mail (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX mail_cluster ON mail (cluster_id);
CREATE INDEX mail_message ON mail (message_id);
CREATE INDEX mail_sender ON mail (sender, reason, arrived_at);
CREATE INDEX mail_thread ON mail (thread_id) WHERE thread_id IS NOT NULL;
CREATE INDEX mail_token_cluster ON mail_token (cluster_id);
CREATE INDEX mail_touch ON mail (touch_id) WHERE touch_id IS NOT NULL;
CREATE INDEX mail_unjudged ON mail (cluster_id) WHERE verdict IS NULL;
CREATE INDEX person_client ON person (client_id);
CREATE INDEX project_client ON project (client_id, ended_on);
CREATE INDEX project_ended ON project (ended_on) WHERE ended_on IS NOT NULL;
CREATE INDEX stranger_newest ON stranger (newest_at);
CREATE INDEX thread_client ON thread (client_id);
CREATE INDEX thread_waiting ON thread (settled, waiting_since) WHERE waiting_since IS NOT NULL;
CREATE INDEX touch_at ON touch (at);
CREATE INDEX touch_client ON touch (client_id, at);
CREATE INDEX touch_person ON touch (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX touch_spoken ON touch (client_id, at) WHERE channel = 'call' AND outcome = 'spoke';
CREATE INDEX touch_thread ON touch (thread_id, direction, at);
CREATE INDEX touch_written ON touch (client_id, at) WHERE direction = 'out' AND channel NOT IN ('call', 'meeting');
CREATE TABLE about (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        made_at TEXT CHECK (made_at IS strftime('%Y-%m-%dT%H:%M:%SZ', made_at, '+0 days')) NOT NULL
    ) STRICT;
CREATE TABLE action (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        at TEXT CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')) NOT NULL,
        undone_at TEXT CHECK (undone_at IS strftime('%Y-%m-%dT%H:%M:%SZ', undone_at, '+0 days'))
    ) STRICT;
CREATE TABLE appointment (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        key TEXT NOT NULL UNIQUE,
        source TEXT NOT NULL,
        title TEXT NOT NULL DEFAULT '',
        starts_at TEXT CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%SZ', starts_at, '+0 days')) NOT NULL,
        ends_at TEXT CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M:%SZ', ends_at, '+0 days')) NOT NULL,
        all_day INTEGER NOT NULL DEFAULT 0 CHECK (all_day IN (0, 1)),
        busy INTEGER NOT NULL DEFAULT 1 CHECK (busy IN (0, 1)),
        location TEXT NOT NULL DEFAULT '',
        attendees TEXT NOT NULL DEFAULT '[]' CHECK (json_type(attendees) IS 'array'),
        client_id INTEGER REFERENCES client (id) ON DELETE SET NULL,
        visit INTEGER NOT NULL DEFAULT 0 CHECK (visit IN (0, 1))
    ) STRICT;
CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        action_id INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE,
        about TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        old TEXT,
        new TEXT
    ) STRICT;
CREATE TABLE client (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        name TEXT NOT NULL CHECK (name <> ''),
        zone TEXT,
        reply_limit_minutes INTEGER CHECK (reply_limit_minutes > 0),
        keep_in_touch_days INTEGER CHECK (keep_in_touch_days >= 0),
        takes_gifts INTEGER NOT NULL DEFAULT 1 CHECK (takes_gifts IN (0, 1)),
        coffee TEXT NOT NULL DEFAULT '',
        post_address TEXT NOT NULL DEFAULT '',
        referred_by TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        since TEXT CHECK (since IS strftime('%Y-%m-%d', since, '+0 days')) NOT NULL,
        made_at TEXT CHECK (made_at IS strftime('%Y-%m-%dT%H:%M:%SZ', made_at, '+0 days')) NOT NULL,
        hidden_at TEXT CHECK (hidden_at IS strftime('%Y-%m-%dT%H:%M:%SZ', hidden_at, '+0 days'))
    ) STRICT;
CREATE TABLE commitment (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        text TEXT NOT NULL CHECK (text <> ''),
        due_at TEXT CHECK (due_at IS strftime('%Y-%m-%dT%H:%M:%SZ', due_at, '+0 days')) NOT NULL,
        client_id INTEGER REFERENCES client (id),
        kind TEXT NOT NULL CHECK (kind IN ('commitment', 'follow_up', 'callback')),
        touch_id INTEGER REFERENCES touch (id),
        done_at TEXT CHECK (done_at IS strftime('%Y-%m-%dT%H:%M:%SZ', done_at, '+0 days')),
        dropped_at TEXT CHECK (dropped_at IS strftime('%Y-%m-%dT%H:%M:%SZ', dropped_at, '+0 days')),
        note TEXT NOT NULL DEFAULT ''
    ) STRICT;
CREATE TABLE contact_point (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        client_id INTEGER NOT NULL REFERENCES client (id),
        person_id INTEGER REFERENCES person (id),
        kind TEXT NOT NULL CHECK (kind IN ('address', 'domain', 'phone')),
        value TEXT NOT NULL CHECK (value <> ''),
        place INTEGER NOT NULL CHECK (place >= 0),
        CHECK (person_id IS NULL OR kind <> 'domain')
    ) STRICT;
CREATE TABLE day_off (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        off_on TEXT CHECK (off_on IS strftime('%Y-%m-%d', off_on, '+0 days')) NOT NULL UNIQUE,
        name TEXT NOT NULL DEFAULT ''
    ) STRICT;
CREATE TABLE deliverable (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        project_id INTEGER NOT NULL REFERENCES project (id),
        client_id INTEGER NOT NULL REFERENCES client (id),
        name TEXT NOT NULL CHECK (name <> ''),
        estimate_minutes INTEGER CHECK (estimate_minutes >= 0),
        spent_minutes INTEGER NOT NULL DEFAULT 0 CHECK (spent_minutes >= 0),
        remaining_minutes INTEGER CHECK (remaining_minutes >= 0),
        promised_at TEXT CHECK (promised_at IS strftime('%Y-%m-%dT%H:%M:%SZ', promised_at, '+0 days')),
        target_on TEXT CHECK (target_on IS strftime('%Y-%m-%d', target_on, '+0 days')),
        delivered_at TEXT CHECK (delivered_at IS strftime('%Y-%m-%dT%H:%M:%SZ', delivered_at, '+0 days')),
        dropped_at TEXT CHECK (dropped_at IS strftime('%Y-%m-%dT%H:%M:%SZ', dropped_at, '+0 days')),
        waiting_for TEXT NOT NULL DEFAULT '',
        waiting_since TEXT CHECK (waiting_since IS strftime('%Y-%m-%dT%H:%M:%SZ', waiting_since, '+0 days')),
        note TEXT NOT NULL DEFAULT ''
    ) STRICT;
CREATE TABLE doing (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        action_id INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE
    ) STRICT;
CREATE VIRTUAL TABLE find_client USING fts5 (name, content = 'client', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE VIRTUAL TABLE find_commitment USING fts5 (text, content = 'commitment', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE VIRTUAL TABLE find_deliverable USING fts5 (name, content = 'deliverable', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE VIRTUAL TABLE find_project USING fts5 (name, content = 'project', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE VIRTUAL TABLE find_touch USING fts5 (who, subject, note, content = 'touch', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TABLE gesture (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        key TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind <> ''),
        client_id INTEGER NOT NULL REFERENCES client (id),
        project_id INTEGER REFERENCES project (id),
        due_on TEXT CHECK (due_on IS strftime('%Y-%m-%d', due_on, '+0 days')) NOT NULL,
        done_on TEXT CHECK (done_on IS strftime('%Y-%m-%d', done_on, '+0 days')),
        dismissed_on TEXT CHECK (dismissed_on IS strftime('%Y-%m-%d', dismissed_on, '+0 days')),
        dismissed_why TEXT NOT NULL DEFAULT '',
        put_off_until TEXT CHECK (put_off_until IS strftime('%Y-%m-%d', put_off_until, '+0 days'))
    ) STRICT;
CREATE TABLE ignored_sender (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        address TEXT NOT NULL UNIQUE CHECK (address <> '')
    ) STRICT;
CREATE TABLE mail (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        folder TEXT NOT NULL,
        key TEXT NOT NULL,
        file TEXT NOT NULL DEFAULT '',
        flags TEXT NOT NULL DEFAULT '',
        message_id TEXT NOT NULL,
        sender TEXT NOT NULL DEFAULT '',
        sender_name TEXT NOT NULL DEFAULT '',
        subject TEXT NOT NULL DEFAULT '',
        base_subject TEXT NOT NULL DEFAULT '',
        arrived_at TEXT CHECK (arrived_at IS strftime('%Y-%m-%dT%H:%M:%SZ', arrived_at, '+0 days')),
        cluster_id INTEGER NOT NULL,
        thread_id INTEGER REFERENCES thread (id) ON DELETE SET NULL,
        touch_id INTEGER REFERENCES touch (id) ON DELETE SET NULL,
        client_id INTEGER REFERENCES client (id) ON DELETE SET NULL,
        verdict TEXT,
        reason TEXT NOT NULL DEFAULT '',
        rule TEXT NOT NULL DEFAULT '',
        gone_at TEXT CHECK (gone_at IS strftime('%Y-%m-%dT%H:%M:%SZ', gone_at, '+0 days')),
        UNIQUE (source, folder, key)
    ) STRICT;
CREATE TABLE mail_facts (
        mail_id INTEGER PRIMARY KEY REFERENCES mail (id) ON DELETE CASCADE,
        facts TEXT NOT NULL
    ) STRICT;
CREATE TABLE mail_me (
        source TEXT NOT NULL,
        address TEXT NOT NULL,
        PRIMARY KEY (source, address)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE mail_ruling (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        message_id TEXT NOT NULL UNIQUE,
        ruling TEXT NOT NULL CHECK (ruling <> ''),
        at TEXT CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')) NOT NULL
    ) STRICT;
CREATE TABLE mail_token (token INTEGER PRIMARY KEY, cluster_id INTEGER NOT NULL) STRICT;
CREATE TABLE person (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        client_id INTEGER NOT NULL REFERENCES client (id),
        name TEXT NOT NULL CHECK (name <> ''),
        role TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''
    ) STRICT;
CREATE TABLE project (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        client_id INTEGER NOT NULL REFERENCES client (id),
        name TEXT NOT NULL CHECK (name <> ''),
        started_on TEXT CHECK (started_on IS strftime('%Y-%m-%d', started_on, '+0 days')),
        ended_on TEXT CHECK (ended_on IS strftime('%Y-%m-%d', ended_on, '+0 days')),
        ended_badly INTEGER NOT NULL DEFAULT 0 CHECK (ended_badly IN (0, 1)),
        true_detail TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''
    ) STRICT;
CREATE TABLE source (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        first_read_at TEXT CHECK (first_read_at IS strftime('%Y-%m-%dT%H:%M:%SZ', first_read_at, '+0 days')),
        last_read_at TEXT CHECK (last_read_at IS strftime('%Y-%m-%dT%H:%M:%SZ', last_read_at, '+0 days')),
        error TEXT NOT NULL DEFAULT '',
        read INTEGER NOT NULL DEFAULT 0,
        skipped INTEGER NOT NULL DEFAULT 0,
        not_client INTEGER NOT NULL DEFAULT 0,
        note TEXT NOT NULL DEFAULT ''
    ) STRICT;
CREATE TABLE source_mark (
        source TEXT NOT NULL,
        place TEXT NOT NULL,
        mark TEXT NOT NULL,
        PRIMARY KEY (source, place)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE stranger (
        address TEXT PRIMARY KEY,
        newest_at TEXT CHECK (newest_at IS strftime('%Y-%m-%dT%H:%M:%SZ', newest_at, '+0 days')) NOT NULL
    ) STRICT, WITHOUT ROWID;
CREATE TABLE thread (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        client_id INTEGER NOT NULL REFERENCES client (id),
        channel TEXT NOT NULL CHECK (channel IN ('mail', 'call', 'sms', 'chat', 'meeting', 'letter', 'other')),
        subject TEXT NOT NULL DEFAULT '',
        who TEXT NOT NULL DEFAULT '',
        waiting_since TEXT CHECK (waiting_since IS strftime('%Y-%m-%dT%H:%M:%SZ', waiting_since, '+0 days')),
        waiting_since_id TEXT,
        newest_at TEXT CHECK (newest_at IS strftime('%Y-%m-%dT%H:%M:%SZ', newest_at, '+0 days')),
        newest_id TEXT,
        waiting_count INTEGER NOT NULL DEFAULT 0 CHECK (waiting_count >= 0),
        urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),
        settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
        snoozed_until TEXT CHECK (snoozed_until IS strftime('%Y-%m-%dT%H:%M:%SZ', snoozed_until, '+0 days')),
        tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0)
    ) STRICT;
CREATE TABLE touch (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        channel TEXT NOT NULL CHECK (channel IN ('mail', 'call', 'sms', 'chat', 'meeting', 'letter', 'other')),
        direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
        at TEXT CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')) NOT NULL,
        client_id INTEGER REFERENCES client (id),
        person_id INTEGER REFERENCES person (id),
        thread_id INTEGER REFERENCES thread (id),
        who TEXT NOT NULL DEFAULT '',
        subject TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        minutes INTEGER CHECK (minutes >= 0),
        outcome TEXT CHECK (outcome IN ('spoke', 'voicemail', 'no_answer', 'missed', 'declined')),
        message_id TEXT
    ) STRICT;
CREATE TRIGGER find_client_delete AFTER DELETE ON client BEGIN INSERT INTO find_client (find_client, rowid, name) VALUES ('delete', OLD.id, OLD.name); END;
CREATE TRIGGER find_client_insert AFTER INSERT ON client BEGIN INSERT INTO find_client (rowid, name) VALUES (NEW.id, NEW.name); END;
CREATE TRIGGER find_client_update AFTER UPDATE OF name ON client BEGIN INSERT INTO find_client (find_client, rowid, name) VALUES ('delete', OLD.id, OLD.name); INSERT INTO find_client (rowid, name) VALUES (NEW.id, NEW.name); END;
CREATE TRIGGER find_commitment_delete AFTER DELETE ON commitment BEGIN INSERT INTO find_commitment (find_commitment, rowid, text) VALUES ('delete', OLD.id, OLD.text); END;
CREATE TRIGGER find_commitment_insert AFTER INSERT ON commitment BEGIN INSERT INTO find_commitment (rowid, text) VALUES (NEW.id, NEW.text); END;
CREATE TRIGGER find_commitment_update AFTER UPDATE OF text ON commitment BEGIN INSERT INTO find_commitment (find_commitment, rowid, text) VALUES ('delete', OLD.id, OLD.text); INSERT INTO find_commitment (rowid, text) VALUES (NEW.id, NEW.text); END;
CREATE TRIGGER find_deliverable_delete AFTER DELETE ON deliverable BEGIN INSERT INTO find_deliverable (find_deliverable, rowid, name) VALUES ('delete', OLD.id, OLD.name); END;
CREATE TRIGGER find_deliverable_insert AFTER INSERT ON deliverable BEGIN INSERT INTO find_deliverable (rowid, name) VALUES (NEW.id, NEW.name); END;
CREATE TRIGGER find_deliverable_update AFTER UPDATE OF name ON deliverable BEGIN INSERT INTO find_deliverable (find_deliverable, rowid, name) VALUES ('delete', OLD.id, OLD.name); INSERT INTO find_deliverable (rowid, name) VALUES (NEW.id, NEW.name); END;
CREATE TRIGGER find_project_delete AFTER DELETE ON project BEGIN INSERT INTO find_project (find_project, rowid, name) VALUES ('delete', OLD.id, OLD.name); END;
CREATE TRIGGER find_project_insert AFTER INSERT ON project BEGIN INSERT INTO find_project (rowid, name) VALUES (NEW.id, NEW.name); END;
CREATE TRIGGER find_project_update AFTER UPDATE OF name ON project BEGIN INSERT INTO find_project (find_project, rowid, name) VALUES ('delete', OLD.id, OLD.name); INSERT INTO find_project (rowid, name) VALUES (NEW.id, NEW.name); END;
CREATE TRIGGER find_touch_delete AFTER DELETE ON touch BEGIN INSERT INTO find_touch (find_touch, rowid, who, subject, note) VALUES ('delete', OLD.id, OLD.who, OLD.subject, OLD.note); END;
CREATE TRIGGER find_touch_insert AFTER INSERT ON touch BEGIN INSERT INTO find_touch (rowid, who, subject, note) VALUES (NEW.id, NEW.who, NEW.subject, NEW.note); END;
CREATE TRIGGER find_touch_update AFTER UPDATE OF who, subject, note ON touch BEGIN INSERT INTO find_touch (find_touch, rowid, who, subject, note) VALUES ('delete', OLD.id, OLD.who, OLD.subject, OLD.note); INSERT INTO find_touch (rowid, who, subject, note) VALUES (NEW.id, NEW.who, NEW.subject, NEW.note); END;
CREATE TRIGGER stranger_came AFTER UPDATE OF reason ON mail
        WHEN NEW.reason = 'not_client' AND NEW.sender <> '' AND NEW.arrived_at IS NOT NULL
    BEGIN
        INSERT INTO stranger (address, newest_at) VALUES (NEW.sender, NEW.arrived_at)
        ON CONFLICT (address) DO UPDATE SET newest_at = excluded.newest_at
            WHERE excluded.newest_at > stranger.newest_at;
    END;
CREATE TRIGGER stranger_gone AFTER DELETE ON mail WHEN OLD.reason = 'not_client'
    BEGIN
        DELETE FROM stranger WHERE address = OLD.sender;
        INSERT INTO stranger (address, newest_at)
            SELECT sender, max(arrived_at) FROM mail
            WHERE sender = OLD.sender AND reason = 'not_client' AND arrived_at IS NOT NULL GROUP BY sender;
    END;
CREATE TRIGGER stranger_known AFTER UPDATE OF reason ON mail
        WHEN OLD.reason = 'not_client' AND NEW.reason <> 'not_client'
    BEGIN
        DELETE FROM stranger WHERE address = OLD.sender;
        INSERT INTO stranger (address, newest_at)
            SELECT sender, max(arrived_at) FROM mail
            WHERE sender = OLD.sender AND reason = 'not_client' AND arrived_at IS NOT NULL GROUP BY sender;
    END;
