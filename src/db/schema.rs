//! The tables, one description for both databases; `tests/it/schema.rs` holds it against each of them.

diesel::table! {
    municipality (id) {
        id -> BigInt,
        number -> Text,
        name -> Text,
        official_name -> Nullable<Text>,
        name_sami -> Nullable<Text>,
        sami_language -> Nullable<Text>,
        name_kven -> Nullable<Text>,
        organisation_number -> Nullable<Text>,
        county_number -> Text,
        county -> Text,
        language_form -> Text,
        lat -> Nullable<Double>,
        lon -> Nullable<Double>,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        search_key -> Text,
        sort_key -> Text,
    }
}

diesel::table! {
    municipality_population (municipality_id, year) {
        municipality_id -> BigInt,
        year -> Integer,
        population -> Integer,
    }
}

diesel::table! {
    municipality_change (id) {
        id -> BigInt,
        old_number -> Text,
        old_name -> Text,
        old_county -> Text,
        new_number -> Text,
        new_name -> Text,
        new_county -> Text,
        valid_from -> Date,
        kind -> Text,
    }
}

diesel::table! {
    municipality_contact (id) {
        id -> BigInt,
        municipality_id -> BigInt,
        name -> Nullable<Text>,
        title -> Nullable<Text>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        is_postmottak -> Bool,
        bounced_at -> Nullable<Timestamp>,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        version -> BigInt,
    }
}

diesel::table! {
    history_count (id) {
        id -> BigInt,
        county -> Text,
        year -> Integer,
        dimension -> Text,
        code -> Text,
        count -> Nullable<Integer>,
        share_percent -> Nullable<Integer>,
        source -> Text,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    history_municipality_count (id) {
        id -> BigInt,
        county -> Text,
        year -> Integer,
        municipality -> Text,
        higher -> Nullable<Integer>,
        regional -> Nullable<Integer>,
        local -> Nullable<Integer>,
        sum -> Nullable<Integer>,
        source -> Text,
    }
}

diesel::table! {
    user_account (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        phone -> Nullable<Text>,
        language -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        totp_secret -> Nullable<Binary>,
        totp_confirmed_at -> Nullable<Timestamp>,
        totp_last_step -> Nullable<BigInt>,
        failed_count -> Integer,
        failed_day -> Nullable<Date>,
        locked_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
        activated_at -> Nullable<Timestamp>,
        last_seen_at -> Nullable<Timestamp>,
        disabled_at -> Nullable<Timestamp>,
        search_key -> Text,
        sort_key -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    recovery_code (id) {
        id -> BigInt,
        user_id -> BigInt,
        code_hash -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    token (id) {
        id -> BigInt,
        token_hash -> Text,
        purpose -> Text,
        user_id -> BigInt,
        session_hash -> Nullable<Text>,
        new_email -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        voided_at -> Nullable<Timestamp>,
        attempts -> Integer,
    }
}

diesel::table! {
    session (id) {
        id -> BigInt,
        token_hash -> Text,
        user_id -> BigInt,
        step -> Text,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        authenticated_at -> Timestamp,
        user_agent -> Nullable<Text>,
        ip -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    trusted_browser (id) {
        id -> BigInt,
        user_id -> BigInt,
        token_hash -> Text,
        user_agent -> Nullable<Text>,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    kept_form (id) {
        id -> BigInt,
        token_hash -> Text,
        user_id -> Nullable<BigInt>,
        path -> Text,
        body -> Binary,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    mapping (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        year -> Integer,
        status -> Text,
        definition_nb -> Text,
        definition_nn -> Text,
        reference_date -> Nullable<Date>,
        copied_from_id -> Nullable<BigInt>,
        owner -> Nullable<Text>,
        contact_name -> Nullable<Text>,
        contact_email -> Nullable<Text>,
        contact_phone -> Nullable<Text>,
        rule_own_participation -> Bool,
        rule_host_authority -> Bool,
        rule_unanimous -> Bool,
        second_person -> Bool,
        created_at -> Timestamp,
        opened_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        register_version -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    publication (id) {
        id -> BigInt,
        mapping_id -> BigInt,
        content_hash -> Text,
        published_at -> Timestamp,
        published_by -> BigInt,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    mapping_area (mapping_id, municipality_id) {
        mapping_id -> BigInt,
        municipality_id -> BigInt,
    }
}

diesel::table! {
    sector (id) {
        id -> BigInt,
        mapping_id -> BigInt,
        nr -> Integer,
        name_nb -> Text,
        name_nn -> Text,
    }
}

diesel::table! {
    task_field (id) {
        id -> BigInt,
        mapping_id -> BigInt,
        nr -> Integer,
        name_nb -> Text,
        name_nn -> Text,
    }
}

diesel::table! {
    region (id) {
        id -> BigInt,
        mapping_id -> BigInt,
        nr -> Integer,
        name -> Text,
    }
}

diesel::table! {
    region_member (region_id, municipality_id) {
        region_id -> BigInt,
        municipality_id -> BigInt,
    }
}

diesel::table! {
    arrangement (id) {
        id -> BigInt,
        mapping_id -> BigInt,
        number -> Integer,
        lineage -> Text,
        name -> Text,
        name_kind -> Nullable<Text>,
        sector_id -> Nullable<BigInt>,
        content -> Nullable<Text>,
        established_year -> Nullable<Integer>,
        legal_form -> Nullable<Text>,
        host_municipality_id -> Nullable<BigInt>,
        host_name -> Nullable<Text>,
        fte_tenths -> Nullable<Integer>,
        participant_count -> Integer,
        level -> Text,
        level_override -> Nullable<Text>,
        level_reason -> Nullable<Text>,
        definition_status -> Text,
        definition_reason -> Nullable<Text>,
        life -> Text,
        ended_year -> Nullable<Integer>,
        ended_reason -> Nullable<Text>,
        merged_into_id -> Nullable<BigInt>,
        search_key -> Text,
        sort_key -> Text,
        changed_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    arrangement_detail (arrangement_id) {
        arrangement_id -> BigInt,
        political_organisation -> Nullable<Text>,
        administrative_organisation -> Nullable<Text>,
        ownership -> Nullable<Text>,
        recent_changes -> Nullable<Text>,
        cost_fixed_percent -> Nullable<Integer>,
        cost_population_percent -> Nullable<Integer>,
        cost_other -> Nullable<Text>,
        agreement_date -> Nullable<Date>,
        agreement_link -> Nullable<Text>,
        governor_notified -> Nullable<Bool>,
        note -> Nullable<Text>,
        organisation_number -> Nullable<Text>,
    }
}

diesel::table! {
    arrangement_task_field (arrangement_id, task_field_id) {
        arrangement_id -> BigInt,
        task_field_id -> BigInt,
    }
}

diesel::table! {
    participant (id) {
        id -> BigInt,
        arrangement_id -> BigInt,
        kind -> Text,
        municipality_id -> Nullable<BigInt>,
        name -> Nullable<Text>,
        county_number -> Nullable<Text>,
        share_hundredths -> Nullable<Integer>,
    }
}

diesel::table! {
    concern (mapping_id, municipality_id, arrangement_id) {
        mapping_id -> BigInt,
        municipality_id -> BigInt,
        arrangement_id -> BigInt,
    }
}

diesel::table! {
    arrangement_origin (arrangement_id, origin_id) {
        arrangement_id -> BigInt,
        origin_id -> BigInt,
        kind -> Text,
    }
}

diesel::table! {
    arrangement_change (id) {
        id -> BigInt,
        arrangement_id -> BigInt,
        arrangement_version -> BigInt,
        field -> Text,
        from_value -> Nullable<Text>,
        to_value -> Nullable<Text>,
        source -> Text,
        changed_at -> Timestamp,
        changed_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    municipality_note (id) {
        id -> BigInt,
        mapping_id -> BigInt,
        municipality_id -> BigInt,
        text -> Text,
        written_at -> Timestamp,
        written_by -> BigInt,
        changed_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    user_role (id) {
        id -> BigInt,
        user_id -> BigInt,
        role -> Text,
        mapping_id -> Nullable<BigInt>,
        municipality_id -> Nullable<BigInt>,
        region_id -> Nullable<BigInt>,
        granted_at -> Timestamp,
        granted_by -> Nullable<BigInt>,
        ended_at -> Nullable<Timestamp>,
        ended_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    hearing_round (id) {
        id -> BigInt,
        mapping_id -> BigInt,
        number -> Integer,
        state -> Text,
        opens_at -> Nullable<Timestamp>,
        hosts_open_at -> Nullable<Timestamp>,
        deadline -> Nullable<Timestamp>,
        closes_at -> Nullable<Timestamp>,
        questions_deadline -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        quiet_days -> Integer,
        max_reminders -> Integer,
        show_others -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    hearing (id) {
        id -> BigInt,
        round_id -> BigInt,
        municipality_id -> BigInt,
        state -> Text,
        nil_return -> Bool,
        sent_at -> Nullable<Timestamp>,
        reminders -> Integer,
        last_reminder_at -> Nullable<Timestamp>,
        confirmed_at -> Nullable<Timestamp>,
        extended_to -> Nullable<Timestamp>,
        on_behalf_source -> Nullable<Text>,
        reopened_at -> Nullable<Timestamp>,
        reopened_reason -> Nullable<Text>,
        version -> BigInt,
        reopened_arrangement_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    region_inquiry (id) {
        id -> BigInt,
        round_id -> BigInt,
        region_id -> BigInt,
        state -> Text,
        sent_at -> Nullable<Timestamp>,
        reminders -> Integer,
        last_reminder_at -> Nullable<Timestamp>,
        confirmed_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    saved_view (id) {
        id -> BigInt,
        user_id -> BigInt,
        mapping_id -> BigInt,
        name -> Text,
        query -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    deputy (id) {
        id -> BigInt,
        hearing_id -> BigInt,
        user_id -> BigInt,
        source -> Text,
        told_by -> Text,
        reason -> Text,
        was_asked -> Bool,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        submission_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    response (id) {
        id -> BigInt,
        hearing_id -> BigInt,
        arrangement_id -> BigInt,
        arrangement_version -> BigInt,
        verdict -> Nullable<Text>,
        absence -> Nullable<Text>,
        left_year -> Nullable<Integer>,
        discontinued_year -> Nullable<Integer>,
        comment -> Nullable<Text>,
        confirmed_as -> Nullable<Text>,
        saved_at -> Timestamp,
        saved_by -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    correction (id) {
        id -> BigInt,
        response_id -> BigInt,
        field -> Text,
        municipality_id -> Nullable<BigInt>,
        party_kind -> Nullable<Text>,
        party_name -> Nullable<Text>,
        from_value -> Nullable<Text>,
        to_value -> Nullable<Text>,
    }
}

diesel::table! {
    proposal (id) {
        id -> BigInt,
        hearing_id -> BigInt,
        kind -> Text,
        arrangement_id -> Nullable<BigInt>,
        name -> Text,
        participants -> Text,
        content -> Nullable<Text>,
        established_year -> Nullable<Integer>,
        legal_form -> Nullable<Text>,
        host -> Nullable<Text>,
        fte_tenths -> Nullable<Integer>,
        sector_id -> Nullable<BigInt>,
        comment -> Nullable<Text>,
        saved_at -> Timestamp,
        saved_by -> BigInt,
        removed_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    question (id) {
        id -> BigInt,
        mapping_id -> BigInt,
        nr -> Integer,
        kind -> Text,
        text_nb -> Text,
        text_nn -> Text,
        options_nb -> Text,
        options_nn -> Text,
        for_regions -> Bool,
    }
}

diesel::table! {
    answer (id) {
        id -> BigInt,
        question_id -> BigInt,
        hearing_id -> Nullable<BigInt>,
        region_inquiry_id -> Nullable<BigInt>,
        text -> Text,
        choice -> Nullable<Integer>,
        examples -> Text,
        saved_at -> Timestamp,
        saved_by -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    delegation (id) {
        id -> BigInt,
        hearing_id -> BigInt,
        user_id -> BigInt,
        delegated_by -> BigInt,
        scope -> Text,
        sector_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    draft_step (id) {
        id -> BigInt,
        hearing_id -> BigInt,
        subject -> Text,
        subject_id -> BigInt,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        batch -> Nullable<Text>,
        taken_at -> Timestamp,
        taken_by -> BigInt,
        principal_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    submission (id) {
        id -> BigInt,
        hearing_id -> BigInt,
        number -> Integer,
        reference -> Text,
        submitted_at -> Timestamp,
        submitted_by -> BigInt,
        signed_name -> Text,
        on_behalf_source -> Nullable<Text>,
        sha256 -> Text,
        canonical_json -> Text,
    }
}

diesel::table! {
    submitted_response (id) {
        id -> BigInt,
        submission_id -> BigInt,
        arrangement_id -> BigInt,
        arrangement_version -> BigInt,
        verdict -> Text,
        absence -> Nullable<Text>,
        left_year -> Nullable<Integer>,
        discontinued_year -> Nullable<Integer>,
        comment -> Nullable<Text>,
        confirmed_as -> Text,
    }
}

diesel::table! {
    submitted_correction (id) {
        id -> BigInt,
        submitted_response_id -> BigInt,
        field -> Text,
        municipality_id -> Nullable<BigInt>,
        party_kind -> Nullable<Text>,
        party_name -> Nullable<Text>,
        from_value -> Nullable<Text>,
        to_value -> Nullable<Text>,
    }
}

diesel::table! {
    submitted_proposal (id) {
        id -> BigInt,
        submission_id -> BigInt,
        kind -> Text,
        arrangement_id -> Nullable<BigInt>,
        name -> Text,
        participants -> Text,
        content -> Nullable<Text>,
        established_year -> Nullable<Integer>,
        legal_form -> Nullable<Text>,
        host -> Nullable<Text>,
        fte_tenths -> Nullable<Integer>,
        sector_id -> Nullable<BigInt>,
        comment -> Nullable<Text>,
    }
}

diesel::table! {
    submitted_answer (id) {
        id -> BigInt,
        question_id -> BigInt,
        submission_id -> Nullable<BigInt>,
        region_inquiry_id -> Nullable<BigInt>,
        text -> Text,
        choice -> Nullable<Integer>,
        examples -> Text,
        submitted_at -> Timestamp,
    }
}

diesel::table! {
    decision (id) {
        id -> BigInt,
        mapping_id -> BigInt,
        submitted_response_id -> Nullable<BigInt>,
        submitted_correction_id -> Nullable<BigInt>,
        submitted_proposal_id -> Nullable<BigInt>,
        arrangement_id -> Nullable<BigInt>,
        outcome -> Text,
        rule -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        decided_at -> Timestamp,
        overturned_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    theme (id) {
        id -> BigInt,
        question_id -> BigInt,
        name_nb -> Text,
        name_nn -> Text,
    }
}

diesel::table! {
    answer_theme (submitted_answer_id, theme_id) {
        submitted_answer_id -> BigInt,
        theme_id -> BigInt,
    }
}

diesel::table! {
    answer_quote (id) {
        id -> BigInt,
        submitted_answer_id -> BigInt,
        text -> Text,
        cleared_at -> Nullable<Timestamp>,
        picked_by -> BigInt,
    }
}

diesel::table! {
    outbox_mail (id) {
        id -> BigInt,
        uuid -> Text,
        message_id -> Text,
        kind -> Text,
        recipient -> Text,
        recipient_name -> Nullable<Text>,
        search_key -> Text,
        reply_to -> Nullable<Text>,
        language -> Text,
        subject -> Text,
        body_text -> Nullable<Text>,
        body_html -> Nullable<Text>,
        sealed_body -> Nullable<Binary>,
        in_reply_to -> Nullable<Text>,
        auto_submitted -> Bool,
        priority -> Integer,
        state -> Text,
        attempts -> Integer,
        next_attempt_at -> Timestamp,
        claimed_by -> Nullable<Text>,
        claimed_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        server_reply -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        dedupe_key -> Nullable<Text>,
        user_id -> Nullable<BigInt>,
        municipality_id -> Nullable<BigInt>,
        hearing_id -> Nullable<BigInt>,
        region_inquiry_id -> Nullable<BigInt>,
        mailing_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    outbox_event (id) {
        id -> BigInt,
        mail_id -> BigInt,
        at -> Timestamp,
        what -> Text,
        text -> Nullable<Text>,
    }
}

diesel::table! {
    audit_event (id) {
        id -> BigInt,
        at -> Timestamp,
        actor_id -> Nullable<BigInt>,
        principal_id -> Nullable<BigInt>,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Nullable<BigInt>,
        mapping_id -> Nullable<BigInt>,
        municipality_id -> Nullable<BigInt>,
        details -> Text,
        request_id -> Nullable<Text>,
        previous_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    setting (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    scheduled_job (name) {
        name -> Text,
        due_at -> Timestamp,
        claimed_by -> Nullable<Text>,
        claimed_until -> Nullable<Timestamp>,
        last_run_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    letter_template (id) {
        id -> BigInt,
        template -> Text,
        language -> Text,
        subject -> Text,
        body -> Text,
        changed_at -> Timestamp,
        changed_by -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    mailing (id) {
        id -> BigInt,
        mapping_id -> BigInt,
        round_id -> Nullable<BigInt>,
        kind -> Text,
        sender -> Nullable<Text>,
        reply_to -> Nullable<Text>,
        neutral_language -> Text,
        copy_to_postmottak -> Bool,
        state -> Text,
        send_at -> Nullable<Timestamp>,
        regret_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
        created_by -> Nullable<BigInt>,
        proposed_by -> Nullable<BigInt>,
        released_at -> Nullable<Timestamp>,
        released_by -> Nullable<BigInt>,
        cancelled_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    mailing_text (mailing_id, template, language) {
        mailing_id -> BigInt,
        template -> Text,
        language -> Text,
        subject -> Text,
        body -> Text,
    }
}

diesel::table! {
    mailing_recipient (id) {
        id -> BigInt,
        mailing_id -> BigInt,
        municipality_id -> Nullable<BigInt>,
        region_id -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
        state_before -> Nullable<Text>,
        last_reminder_before -> Nullable<Timestamp>,
        hearing_version -> Nullable<BigInt>,
    }
}

diesel::table! {
    planned_reminder (id) {
        id -> BigInt,
        round_id -> BigInt,
        at -> Timestamp,
        state -> Text,
        mailing_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    import_run (id) {
        id -> BigInt,
        mapping_id -> Nullable<BigInt>,
        what -> Text,
        file_name -> Text,
        sha256 -> Text,
        content -> Nullable<Binary>,
        state -> Text,
        uploaded_at -> Timestamp,
        uploaded_by -> BigInt,
        new_rows -> Integer,
        changed_rows -> Integer,
        unchanged_rows -> Integer,
        left_out_rows -> Integer,
        applied_at -> Nullable<Timestamp>,
        applied_by -> Nullable<BigInt>,
        undone_at -> Nullable<Timestamp>,
        undone_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    import_change (id) {
        id -> BigInt,
        import_id -> BigInt,
        table_name -> Text,
        row_key -> Text,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
    }
}

diesel::joinable!(municipality_population -> municipality (municipality_id));
diesel::joinable!(municipality_contact -> municipality (municipality_id));
diesel::joinable!(recovery_code -> user_account (user_id));
diesel::joinable!(token -> user_account (user_id));
diesel::joinable!(session -> user_account (user_id));
diesel::joinable!(trusted_browser -> user_account (user_id));
diesel::joinable!(kept_form -> user_account (user_id));
diesel::joinable!(publication -> user_account (published_by));
diesel::joinable!(publication -> mapping (mapping_id));
diesel::joinable!(mapping_area -> municipality (municipality_id));
diesel::joinable!(mapping_area -> mapping (mapping_id));
diesel::joinable!(sector -> mapping (mapping_id));
diesel::joinable!(task_field -> mapping (mapping_id));
diesel::joinable!(region -> mapping (mapping_id));
diesel::joinable!(region_member -> municipality (municipality_id));
diesel::joinable!(region_member -> region (region_id));
diesel::joinable!(arrangement -> sector (sector_id));
diesel::joinable!(arrangement -> municipality (host_municipality_id));
diesel::joinable!(arrangement -> mapping (mapping_id));
diesel::joinable!(arrangement_detail -> arrangement (arrangement_id));
diesel::joinable!(arrangement_task_field -> task_field (task_field_id));
diesel::joinable!(arrangement_task_field -> arrangement (arrangement_id));
diesel::joinable!(participant -> municipality (municipality_id));
diesel::joinable!(participant -> arrangement (arrangement_id));
diesel::joinable!(concern -> arrangement (arrangement_id));
diesel::joinable!(arrangement_origin -> arrangement (arrangement_id));
diesel::joinable!(arrangement_change -> user_account (changed_by));
diesel::joinable!(arrangement_change -> arrangement (arrangement_id));
diesel::joinable!(municipality_note -> user_account (written_by));
diesel::joinable!(municipality_note -> municipality (municipality_id));
diesel::joinable!(municipality_note -> mapping (mapping_id));
diesel::joinable!(user_role -> user_account (user_id));
diesel::joinable!(user_role -> region (region_id));
diesel::joinable!(user_role -> municipality (municipality_id));
diesel::joinable!(user_role -> mapping (mapping_id));
diesel::joinable!(hearing_round -> mapping (mapping_id));
diesel::joinable!(hearing -> municipality (municipality_id));
diesel::joinable!(hearing -> hearing_round (round_id));
diesel::joinable!(region_inquiry -> region (region_id));
diesel::joinable!(region_inquiry -> hearing_round (round_id));
diesel::joinable!(response -> user_account (saved_by));
diesel::joinable!(response -> arrangement (arrangement_id));
diesel::joinable!(response -> hearing (hearing_id));
diesel::joinable!(correction -> municipality (municipality_id));
diesel::joinable!(correction -> response (response_id));
diesel::joinable!(proposal -> user_account (saved_by));
diesel::joinable!(proposal -> sector (sector_id));
diesel::joinable!(proposal -> arrangement (arrangement_id));
diesel::joinable!(proposal -> hearing (hearing_id));
diesel::joinable!(question -> mapping (mapping_id));
diesel::joinable!(answer -> user_account (saved_by));
diesel::joinable!(answer -> region_inquiry (region_inquiry_id));
diesel::joinable!(answer -> hearing (hearing_id));
diesel::joinable!(answer -> question (question_id));
diesel::joinable!(delegation -> sector (sector_id));
diesel::joinable!(delegation -> user_account (user_id));
diesel::joinable!(delegation -> hearing (hearing_id));
diesel::joinable!(draft_step -> hearing (hearing_id));
diesel::joinable!(submission -> user_account (submitted_by));
diesel::joinable!(submission -> hearing (hearing_id));
diesel::joinable!(submitted_response -> arrangement (arrangement_id));
diesel::joinable!(submitted_response -> submission (submission_id));
diesel::joinable!(submitted_correction -> municipality (municipality_id));
diesel::joinable!(submitted_correction -> submitted_response (submitted_response_id));
diesel::joinable!(submitted_proposal -> sector (sector_id));
diesel::joinable!(submitted_proposal -> arrangement (arrangement_id));
diesel::joinable!(submitted_proposal -> submission (submission_id));
diesel::joinable!(submitted_answer -> region_inquiry (region_inquiry_id));
diesel::joinable!(submitted_answer -> submission (submission_id));
diesel::joinable!(submitted_answer -> question (question_id));
diesel::joinable!(decision -> user_account (decided_by));
diesel::joinable!(decision -> arrangement (arrangement_id));
diesel::joinable!(decision -> submitted_proposal (submitted_proposal_id));
diesel::joinable!(decision -> submitted_correction (submitted_correction_id));
diesel::joinable!(decision -> submitted_response (submitted_response_id));
diesel::joinable!(decision -> mapping (mapping_id));
diesel::joinable!(theme -> question (question_id));
diesel::joinable!(answer_theme -> theme (theme_id));
diesel::joinable!(answer_theme -> submitted_answer (submitted_answer_id));
diesel::joinable!(answer_quote -> user_account (picked_by));
diesel::joinable!(answer_quote -> submitted_answer (submitted_answer_id));
diesel::joinable!(outbox_mail -> region_inquiry (region_inquiry_id));
diesel::joinable!(outbox_mail -> hearing (hearing_id));
diesel::joinable!(outbox_mail -> municipality (municipality_id));
diesel::joinable!(outbox_mail -> user_account (user_id));
diesel::joinable!(outbox_event -> outbox_mail (mail_id));
diesel::joinable!(audit_event -> municipality (municipality_id));
diesel::joinable!(audit_event -> mapping (mapping_id));
diesel::joinable!(audit_event -> user_account (actor_id));
diesel::joinable!(deputy -> hearing (hearing_id));
diesel::joinable!(deputy -> user_account (user_id));
diesel::joinable!(saved_view -> mapping (mapping_id));
diesel::joinable!(mailing -> mapping (mapping_id));
diesel::joinable!(mailing -> hearing_round (round_id));
diesel::joinable!(mailing_text -> mailing (mailing_id));
diesel::joinable!(mailing_recipient -> mailing (mailing_id));
diesel::joinable!(mailing_recipient -> municipality (municipality_id));
diesel::joinable!(mailing_recipient -> region (region_id));
diesel::joinable!(planned_reminder -> hearing_round (round_id));
diesel::joinable!(outbox_mail -> mailing (mailing_id));
diesel::joinable!(import_change -> import_run (import_id));

/// Pairs of tables that some query names together: the compiler writes ten implementations for each, and compares them.
macro_rules! together {
    ($($one:ident: $($other:ident),+;)+) => {
        $($(diesel::allow_tables_to_appear_in_same_query!($one, $other);)+)+
    };
}

together! {
    answer: question, user_account;
    arrangement: arrangement_change, arrangement_detail, arrangement_task_field, audit_event, concern, correction, delegation, deputy, draft_step, hearing, hearing_round, mapping, municipality, participant, proposal, region, region_member, response, setting, submission, submitted_correction, submitted_response, task_field, user_account;
    arrangement_change: concern, user_account;
    arrangement_detail: concern, mapping;
    arrangement_task_field: task_field;
    audit_event: mapping, municipality, user_account;
    concern: correction, hearing, hearing_round, participant, region, region_member, response, submission, submitted_correction, submitted_response, user_account;
    correction: response, user_account;
    delegation: deputy, draft_step, hearing, hearing_round, mapping, municipality, outbox_mail, region, session, setting, user_account, user_role;
    deputy: draft_step, hearing, hearing_round, mapping, municipality, region, session, setting, user_account, user_role;
    draft_step: hearing, hearing_round, mailing, mapping, municipality, outbox_mail, user_account;
    hearing: hearing_round, mailing, mapping, municipality, outbox_mail, proposal, region, response, sector, session, setting, submission, submitted_correction, submitted_proposal, submitted_response, user_account, user_role;
    hearing_round: mapping, municipality, planned_reminder, region, region_inquiry, response, session, setting, submission, user_account, user_role;
    import_run: user_account;
    letter_template: user_account;
    mailing: mailing_recipient, municipality, outbox_mail, region, region_inquiry, user_account;
    mapping: mapping_area, municipality, outbox_mail, planned_reminder, region, region_inquiry, session, setting, submission, user_account, user_role;
    mapping_area: municipality, setting;
    municipality: municipality_contact, outbox_mail, proposal, region, response, session, setting, submission, user_account, user_role;
    outbox_event: outbox_mail;
    outbox_mail: region, region_inquiry, user_account, user_role;
    proposal: response, user_account;
    question: submitted_answer, user_account;
    region: region_inquiry, region_member, session, setting, user_account, user_role;
    region_inquiry: setting;
    response: user_account;
    sector: submission, submitted_proposal;
    session: user_account, user_role;
    setting: user_account;
    submission: submitted_correction, submitted_proposal, submitted_response;
    submitted_correction: submitted_response;
    user_account: user_role;
}
