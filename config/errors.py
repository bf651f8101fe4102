"""What reading the settings can raise. Apart from `config.settings`, so that catching it costs no pydantic."""


class SettingsError(Exception):
    """The settings cannot be used. `faults` are all the reasons, one line each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
