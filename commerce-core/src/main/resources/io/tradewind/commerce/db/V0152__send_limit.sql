create table if not exists ${p}send_limit (
  store_id integer not null,
  limit_key varchar(100) not null,
  rests_until timestamp(6) with time zone,
  used_at timestamp(6) with time zone not null,
  constraint ${p}pk_send_limit primary key (store_id, limit_key)
);
