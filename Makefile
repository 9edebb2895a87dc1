# make demo   install what is missing, build, and run the main job from end to end
# make test   install what is missing, build, and run the tests
# make release   build the command and the benchmarks, optimised, for machines without Swift
# make lint   check the formatting of the sources

SOURCES := Package.swift $(shell find Sources Tests -name '*.swift')
WAYBILL := .build/debug/waybill

.PHONY: demo test release lint install

demo: $(WAYBILL)
	@workflows/demo.sh $(WAYBILL)

# Many tests start processes and wait for them: not all at once, which would starve each of time.
test: install
	swift build --build-tests
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16 swift test --skip-build

# With Swift's own libraries inside, it starts faster and takes less memory, too.
release: install
	swift build -c release --static-swift-stdlib --product waybill
	swift build -c release --static-swift-stdlib --product waybill-bench

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Fuzz

install:
	@.ci/install

# Nothing is built when nothing has changed, so a second demo starts at once.
$(WAYBILL): $(SOURCES) | install
	swift build --product waybill
	@touch $(WAYBILL)
