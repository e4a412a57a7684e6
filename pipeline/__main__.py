"""`python -m piao.pipeline` is `piao`."""

from piao.pipeline.cli import main

if __name__ == "__main__":
    main()
