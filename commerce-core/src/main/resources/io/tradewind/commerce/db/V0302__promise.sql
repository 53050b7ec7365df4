create table if not exists ${p}promise (
  store_id integer not null,
  sku varchar(40) not null,
  kind varchar(12) not null,
  promised integer not null,
  cap integer not null,
  releases_at timestamp(6) with time zone,
  constraint ${p}pk_promise primary key (store_id, sku, kind),
  constraint ${p}ck_promise_cap check (promised >= 0 and promised <= cap)
);
