import os


class Secret:
    @classmethod
    def from_env_var(cls, name):
        return os.environ[name]
