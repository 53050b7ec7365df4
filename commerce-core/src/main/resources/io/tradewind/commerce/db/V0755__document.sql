create table if not exists ${p}document (
  store_id integer not null,
  sha256 varchar(64) not null,
  format varchar(12) not null,
  content bytea not null,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_document primary key (store_id, sha256)
);
