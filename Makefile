# Everything runs inside .venv, which these rules make; nothing but python3 (3.11 or newer) and make need be installed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test lint bench train clean

demo: $(VENV)/base.done
	$(BIN)/rapallo demo

test: $(VENV)/test.done
	$(BIN)/python -m pytest

lint: $(VENV)/test.done $(VENV)/lint.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/base.done
	$(BIN)/python -m benchmarks

# Rebuilds the model from ../shared (the training set) and training/ (our own sentences); about an hour and a half on two cores.
train: $(VENV)/train.done
	$(BIN)/python -m training

clean:
	rm -rf $(VENV) dist build

$(VENV)/base.done: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Rapallo needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) --editable .
	touch $@

$(VENV)/%.done: $(VENV)/base.done
	$(PIP_INSTALL) --editable '.[$*]'
	touch $@
