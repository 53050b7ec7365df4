create table if not exists ${p}verification (
  store_id integer not null,
  id uuid not null,
  subject_id uuid not null,
  owner_key varchar(80) not null,
  active_key varchar(120),
  purpose varchar(20) not null,
  phone varchar(20) not null,
  state varchar(12) not null,
  version integer not null,
  sends integer not null,
  checks integer not null,
  sending_until timestamp(6) with time zone not null,
  resend_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  created_at timestamp(6) with time zone not null,
  verified_at timestamp(6) with time zone,
  constraint ${p}pk_verification primary key (store_id, id),
  constraint ${p}uq_verification_active unique (store_id, active_key),
  constraint ${p}ck_verification_counts check (sends >= 0 and checks between 0 and 5)
);
create index if not exists ${p}ix_verification_subject on ${p}verification (store_id, subject_id, created_at);
create index if not exists ${p}ix_verification_owner on ${p}verification (store_id, owner_key, phone);
create index if not exists ${p}ix_verification_due on ${p}verification (state, expires_at);
