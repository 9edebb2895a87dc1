# make demo   install what is missing, build, and run the main job from end to end
# make test   install what is missing, build, and run the tests
# make release   build the command as one file that needs no Swift where it runs: .build/release/waybill
# make lint   check the formatting of the sources

SOURCES := Package.swift $(shell find Sources Tests -name '*.swift')
WAYBILL := .build/debug/waybill

.PHONY: demo test lint install

demo: $(WAYBILL)
	@workflows/demo.sh $(WAYBILL)

# Many tests start processes and wait for them: not all at once, which would starve each of time.
test: install
	swift build --build-tests
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16 swift test --skip-build

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Fuzz

install:
	@.ci/install

# Nothing is built when nothing has changed, so a second demo starts at once.
$(WAYBILL): $(SOURCES) | install
	swift build --product waybill
	@touch $(WAYBILL)
