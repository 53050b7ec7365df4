set -e
# What a build server runs: compiles, runs the test kit, and stops at the first rule that fails.
mvn --batch-mode verify
