alter table ${p}obligation add column if not exists asked_by varchar(80) default '' not null;
