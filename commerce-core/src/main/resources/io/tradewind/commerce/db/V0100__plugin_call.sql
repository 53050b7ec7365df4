create table if not exists ${p}plugin_call (
  store_id integer not null,
  id uuid not null,
  account varchar(30) not null,
  kind varchar(12) not null,
  call_name varchar(30) not null,
  operation_id uuid,
  attempt integer not null,
  started_at timestamp(6) with time zone not null,
  millis bigint not null,
  outcome varchar(40) not null,
  diagnostic varchar(1000) not null,
  constraint ${p}pk_plugin_call primary key (store_id, id)
);
create index if not exists ${p}ix_plugin_call_operation on ${p}plugin_call (store_id, operation_id);
create index if not exists ${p}ix_plugin_call_account on ${p}plugin_call (store_id, account, started_at);
