alter table ${p}send_taken drop constraint if exists ${p}pk_send_taken;
alter table ${p}send_taken add constraint ${p}pk_send_taken primary key (store_id, send_id, limit_key);
drop index if exists ${p}ix_send_taken_send;
