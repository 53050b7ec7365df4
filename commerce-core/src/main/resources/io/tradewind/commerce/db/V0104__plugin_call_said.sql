alter table ${p}plugin_call add column if not exists request varchar(4000) default '' not null;
alter table ${p}plugin_call add column if not exists answer varchar(4000) default '' not null;
