create table if not exists ${p}delivery_quote (
  store_id integer not null,
  id uuid not null,
  subject_id uuid not null,
  address_hash varchar(64) not null,
  country varchar(2) not null,
  quoted_at timestamp(6) with time zone not null,
  option_id varchar(80) not null,
  account varchar(60) not null,
  service varchar(120) not null,
  label varchar(120) not null,
  price bigint not null,
  carrier_price bigint not null,
  express boolean not null,
  earliest timestamp(6) with time zone not null,
  latest timestamp(6) with time zone not null,
  zone varchar(60) not null,
  guaranteed boolean not null,
  reason varchar(300) not null,
  later varchar(100000) not null,
  quote_ref varchar(255) not null,
  handover_at timestamp(6) with time zone not null,
  valid_until timestamp(6) with time zone not null,
  contents varchar(64) not null,
  constraint ${p}pk_delivery_quote primary key (store_id, id),
  constraint ${p}ck_delivery_quote_price check (price >= 0 and carrier_price >= 0)
);
create index if not exists ${p}ix_delivery_quote_subject on ${p}delivery_quote (store_id, subject_id, option_id, quoted_at);
create index if not exists ${p}ix_delivery_quote_country on ${p}delivery_quote (store_id, country, quoted_at);
create index if not exists ${p}ix_delivery_quote_age on ${p}delivery_quote (quoted_at);
