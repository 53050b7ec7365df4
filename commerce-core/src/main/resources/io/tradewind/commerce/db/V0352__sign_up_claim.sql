alter table ${p}sign_up add column if not exists claimed_until timestamp(6) with time zone;
