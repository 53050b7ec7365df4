alter table ${p}variant add column if not exists launch_id uuid;
