create table if not exists ${p}warehouse_request (
  store_id integer not null,
  work_id uuid not null,
  account varchar(60) not null,
  order_id uuid not null,
  cancel_id uuid not null,
  ref varchar(200) not null,
  state varchar(12) not null,
  constraint ${p}pk_warehouse_request primary key (store_id, work_id, account)
);
create index if not exists ${p}ix_warehouse_request_ref on ${p}warehouse_request (account, ref);
