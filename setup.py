"""Installs the four folders as `piao.<folder>`, and `piao` itself; all else: pyproject.toml."""

from setuptools import find_packages, setup

FOLDERS = ("schema", "extractors", "normalizers", "pipeline")
ITSELF = "pipeline.package"  # what `import piao` gives
found = find_packages(include=[pattern for f in FOLDERS for pattern in (f, f"{f}.*")])

setup(
    packages=["piao", *(f"piao.{package}" for package in found if package != ITSELF)],
    package_dir={
        "piao": ITSELF.replace(".", "/"),
        **{f"piao.{folder}": folder for folder in FOLDERS},
    },
)
