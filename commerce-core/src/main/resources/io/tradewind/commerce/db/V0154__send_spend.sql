create table if not exists ${p}send_spend (
  store_id integer not null,
  spent_on varchar(10) not null,
  spent bigint not null,
  constraint ${p}pk_send_spend primary key (store_id, spent_on),
  constraint ${p}ck_send_spend check (spent >= 0)
);
