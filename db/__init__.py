"""All that touches the database: fields, models, connection, upgrade; peewee and nothing else."""
