"""`python -m piao` is `piao`."""

from piao.pipeline.cli import main

if __name__ == "__main__":
    main()
