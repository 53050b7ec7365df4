alter table ${p}payment_operation drop constraint if exists ${p}pk_payment_operation;
alter table ${p}payment_operation add constraint ${p}pk_payment_operation primary key (id, store_id);
drop index if exists ${p}ix_payment_operation_id;
