create table if not exists ${p}warehouse_fact (
  account varchar(60) not null,
  event_key varchar(200) not null,
  work_id uuid not null,
  applied_at timestamp(6) with time zone not null,
  constraint ${p}pk_warehouse_fact primary key (account, event_key)
);
