"""Item models: adapters between what operations return and Qt's views."""
