// Says whether HAR files keep to the schema of the package har-schema: node validate.mjs FILE…
// Nothing is printed where all do; else what does not, one a line, and the exit code is 1.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const Ajv = require('ajv');
const ajv = new Ajv({ allErrors: true });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-06.json'));
for (const schema of Object.values(require('har-schema'))) {
  ajv.addSchema(schema);
}

for (const file of process.argv.slice(2)) {
  if (!ajv.validate('har.json#', JSON.parse(readFileSync(file, 'utf8')))) {
    for (const error of ajv.errors) {
      console.log(`${file}: ${error.dataPath} ${error.message}`);
    }

    process.exitCode = 1;
  }
}
