create table if not exists ${p}customer (
  store_id integer not null,
  id uuid not null,
  external_id varchar(200),
  email varchar(200),
  email_key varchar(200),
  phone varchar(30),
  name varchar(200),
  version integer not null,
  created_at timestamp(6) with time zone not null,
  erased_at timestamp(6) with time zone,
  constraint ${p}pk_customer primary key (store_id, id),
  constraint ${p}uq_customer_email unique (store_id, email_key),
  constraint ${p}uq_customer_external unique (store_id, external_id)
);
create index if not exists ${p}ix_customer_phone on ${p}customer (store_id, phone);
