alter table ${p}verification add column if not exists codes varchar(4000) default '[]' not null;
drop table if exists ${p}verification_code;
