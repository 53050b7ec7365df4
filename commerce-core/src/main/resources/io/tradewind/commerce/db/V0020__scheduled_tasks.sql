create table if not exists ${p}scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data bytea,
  execution_time timestamp(6) with time zone not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success timestamp(6) with time zone,
  last_failure timestamp(6) with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp(6) with time zone,
  version bigint not null,
  priority smallint,
  constraint ${p}pk_scheduled_tasks primary key (task_name, task_instance)
);

create index if not exists ${p}ix_scheduled_tasks_due on ${p}scheduled_tasks (execution_time);
