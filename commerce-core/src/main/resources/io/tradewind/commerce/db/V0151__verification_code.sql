create table if not exists ${p}verification_code (
  store_id integer not null,
  id uuid not null,
  verification_id uuid not null,
  position integer not null,
  account varchar(30) not null,
  managed boolean not null,
  salt bytea not null,
  hash bytea not null,
  provider_ref varchar(255),
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  constraint ${p}pk_verification_code primary key (store_id, id),
  constraint ${p}uq_verification_code unique (store_id, verification_id, position)
);
