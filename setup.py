"""Installs the four folders as `piao.<folder>`; all else is in pyproject.toml."""

from setuptools import find_packages, setup

FOLDERS = ("schema", "extractors", "normalizers", "pipeline")
found = find_packages(include=[pattern for f in FOLDERS for pattern in (f, f"{f}.*")])

setup(
    packages=[f"piao.{package}" for package in found],
    package_dir={f"piao.{folder}": folder for folder in FOLDERS},
)
