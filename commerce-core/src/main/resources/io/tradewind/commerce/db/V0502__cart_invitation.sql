alter table ${p}cart add column if not exists invitation uuid;
