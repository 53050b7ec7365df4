create table if not exists ${p}store (
  id integer not null,
  code varchar(40) not null,
  currency varchar(3) not null,
  next_number bigint not null,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_store primary key (id),
  constraint ${p}uq_store_code unique (code)
);
