#!/bin/sh
# Bundles the libraries of the page anew into vendor/, with their versions and licences. Needs npm; nothing
# that builds or serves chutri does, for what this writes is kept beside it.
set -eu
cd "$(dirname "$0")"
into=$PWD/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --save-exact --ignore-scripts \
    preact@11.2.0 htm@3.1.1 sigma@3.0.3 graphology@0.26.0 graphology-layout-forceatlas2@0.10.1 esbuild@0.28.2

# The elements of the page.
cat >elements.js <<'END'
import { h } from "preact";
import htm from "htm";
export { Fragment, render } from "preact";
export { useEffect, useErrorBoundary, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
export const html = htm.bind(h);
END

# The picture of the graph, which is loaded only by the page that shows one.
cat >graph.js <<'END'
export { default as Sigma } from "sigma";
export { MultiDirectedGraph as Graph } from "graphology";
export { default as forceAtlas2 } from "graphology-layout-forceatlas2";
END

mkdir -p "$into"
for name in elements graph; do
    node_modules/.bin/esbuild "$name.js" --bundle --minify --format=esm --target=es2022 --legal-comments=none \
        --log-level=warning --outfile="$into/$name.js"
done

: >"$into/LICENCES.txt"
for name in preact htm sigma graphology graphology-layout-forceatlas2 graphology-utils events; do
    folder=node_modules/$name
    version=$(node -p "require('./$folder/package.json').version")
    licence=$(node -p "require('./$folder/package.json').license")
    {
        printf '%s %s (%s)\n\n' "$name" "$version" "$licence"
        cat "$folder"/LICENSE*
        printf '\n\n'
    } >>"$into/LICENCES.txt"
done
