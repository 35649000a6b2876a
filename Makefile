# make demo      install what is missing, build, and run the main job on Docs/Examples
# make test      build and run all tests
# make install   a static build with completions and man page, into PREFIX (/usr/local)
# make bench     measure, side by side with what people use today
# make fuzz      try what nobody would write, MINUTES=30 from SEED=1; what is found is kept under Tests/Corpus
# make lint      the formatter has the last word

SHELL   := /bin/bash
PREFIX  ?= /usr/local
DESTDIR ?=
CHECK   := --explicit-target-dependency-import-check error
RELEASE := .build-release
# A program at a fixed address needs no relocating when it starts: 2 ms of 3 on Linux.
FIXED   := $(if $(filter Linux,$(shell uname)),-Xswiftc -Xclang-linker -Xswiftc -no-pie)
HOW     := $(RELEASE)/release/how

.PHONY: demo test fuzz install uninstall bench lint docs release needs clean

demo: release
	@Tests/demo.sh $(HOW)

test: needs
	swift build --build-tests $(CHECK)
	swift test --skip-build

fuzz: needs
	swift build -c release --product how-fuzz --static-swift-stdlib --scratch-path $(RELEASE) $(CHECK) $(FIXED)
	$(RELEASE)/release/how-fuzz --root "$(CURDIR)" --minutes $(or $(MINUTES),5) --seed $(or $(SEED),1)

lint:
	swift format lint --strict --recursive Package.swift Sources Plugins Templates Migrations Tests

release: needs
	swift build -c release --product how --static-swift-stdlib --scratch-path $(RELEASE) $(CHECK) $(FIXED)

# The two libraries that Swift does not bring: SQLite and cmark.
needs:
	@Tests/needs.sh

install: release
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -s -m 755 $(HOW) $(DESTDIR)$(PREFIX)/bin/how
	install -m 644 Docs/how.1 $(DESTDIR)$(PREFIX)/share/man/man1/how.1
	$(HOW) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/how
	$(HOW) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_how
	$(HOW) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/how.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/how $(DESTDIR)$(PREFIX)/share/man/man1/how.1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/how $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_how \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/how.fish

bench: release
	@Tests/needs.sh sqlite3 cmark
	@python3 Tests/bench.py $(HOW)

# What is made from the program itself: Docs/Commands.md, and the transcripts as they are now.
docs: needs
	HOW_RECORD=1 swift test --filter TranscriptTests

clean:
	rm -rf .build $(RELEASE)
