import { z } from 'zod';
import { type CampaignDefinition, storedDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { parseJsonColumn } from './json-column.ts';

interface CampaignRow {
  readonly name: string;
  readonly quantities: string;
  readonly contour: string;
  readonly coordinates: string | null;
  readonly stop: string | null;
}

interface ParameterRow {
  readonly name: string;
  readonly label: string | null;
  readonly unit: string | null;
  readonly lower: number;
  readonly upper: number;
  readonly scale: 'linear' | 'log';
  readonly step: number | null;
}

/**
 * The definition of the campaign as it stands: what `campaign.yaml` said, with every later edit.
 *
 * @throws ContouristError `campaign.corrupt`
 */
export function readDefinition(campaign: ReadableCampaign): CampaignDefinition {
  refuseHugeDefinition(campaign);
  const row = campaign.sql.get<CampaignRow>(
    'SELECT name, quantities, contour, coordinates, stop FROM campaign',
  );
  if (row === undefined) {
    throw new ContouristError('campaign.corrupt', 'The campaign file has no definition.', {
      hint: 'Restore the file from a copy.',
    });
  }
  const parameters = campaign.sql.all<ParameterRow>(
    'SELECT name, label, unit, lower, upper, scale, step FROM parameters ORDER BY ordinal',
  );
  const fixed = campaign.sql.all<{ name: string; value: number }>(
    'SELECT name, value FROM fixed_values ORDER BY name',
  );
  const constraints = campaign.sql.all<{ expression: string }>(
    'SELECT expression FROM constraints ORDER BY ordinal',
  );
  const stored = {
    name: row.name,
    parameters: parameters.map(withoutNulls),
    fixed: Object.fromEntries(fixed.map(({ name, value }) => [name, value])),
    constraints: constraints.map(({ expression }) => expression),
    quantities: parseJsonColumn(z.unknown(), row.quantities, 'campaign.quantities'),
    contour: parseJsonColumn(z.unknown(), row.contour, 'campaign.contour'),
    ...(row.coordinates !== null && {
      coordinates: parseJsonColumn(z.unknown(), row.coordinates, 'campaign.coordinates'),
    }),
    ...(row.stop !== null && { stop: parseJsonColumn(z.unknown(), row.stop, 'campaign.stop') }),
  };
  return parseJsonColumn(storedDefinitionSchema, JSON.stringify(stored), 'campaign');
}

/** Definitions have some kB; a file made to be endless is not read. */
const MOST_DEFINITION_BYTES = 2 ** 20;

function refuseHugeDefinition(campaign: ReadableCampaign): void {
  // A row without text counts too.
  const size = campaign.sql.get<{ bytes: number }>(
    `SELECT
       (SELECT total(octet_length(concat(name, label, unit)) + 8) FROM parameters) +
       (SELECT total(octet_length(name) + 8) FROM fixed_values) +
       (SELECT total(octet_length(expression) + 8) FROM constraints) +
       (SELECT total(octet_length(name) + octet_length(quantities) + octet_length(contour)
          + octet_length(concat(coordinates, stop))) FROM campaign) AS bytes`,
  );
  if (size === undefined || size.bytes <= MOST_DEFINITION_BYTES) return;
  throw new ContouristError(
    'campaign.corrupt',
    `The campaign's definition has ${size.bytes} bytes; campaigns have up to ${MOST_DEFINITION_BYTES}.`,
    { hint: 'Restore the file from a copy; it was changed by something else than Contourist.' },
  );
}

/** When and with which version of Contourist the file was made. */
export function readOrigin(campaign: ReadableCampaign): {
  readonly createdAt: string;
  readonly createdWith: string;
} {
  const row = campaign.sql.get<{ createdAt: string; createdWith: string }>(
    'SELECT created_at AS createdAt, created_with AS createdWith FROM campaign',
  );
  return row ?? { createdAt: '', createdWith: '' };
}

/**
 * Writes the definition, at first or in place of the one before. Points are kept as they are: a θ holds one value per
 * free parameter in their order, so once there are points (or batches) the parameters keep names and order.
 *
 * @throws ContouristError `campaign.parameters_fixed`
 */
export function writeDefinition(campaign: WritableCampaign, definition: CampaignDefinition): void {
  refuseOtherParameters(campaign, definition);
  const { author, change } = campaign;
  change.run(
    `INSERT INTO campaign (id, name, quantities, contour, coordinates, stop, created_at, created_with)
     VALUES (1, @name, @quantities, @contour, @coordinates, @stop, @createdAt, @createdWith)
     ON CONFLICT (id) DO UPDATE SET
       name = excluded.name, quantities = excluded.quantities, contour = excluded.contour,
       coordinates = excluded.coordinates, stop = excluded.stop`,
    {
      name: definition.name,
      quantities: JSON.stringify(definition.quantities),
      contour: JSON.stringify(definition.contour),
      coordinates: definition.coordinates === undefined ? null : JSON.stringify(definition.coordinates),
      stop: definition.stop === undefined ? null : JSON.stringify(definition.stop),
      createdAt: author.now(),
      createdWith: author.toolVersion,
    },
  );
  change.run('DELETE FROM parameters');
  change.run('DELETE FROM fixed_values');
  change.run('DELETE FROM constraints');
  definition.parameters.forEach((parameter, ordinal) => {
    change.run(
      `INSERT INTO parameters (ordinal, name, label, unit, lower, upper, scale, step)
       VALUES (@ordinal, @name, @label, @unit, @lower, @upper, @scale, @step)`,
      {
        ordinal,
        name: parameter.name,
        label: parameter.label ?? null,
        unit: parameter.unit ?? null,
        lower: parameter.lower,
        upper: parameter.upper,
        scale: parameter.scale,
        step: parameter.step ?? null,
      },
    );
  });
  for (const [name, value] of Object.entries(definition.fixed)) {
    change.run('INSERT INTO fixed_values (name, value) VALUES (@name, @value)', { name, value });
  }
  definition.constraints.forEach((expression, ordinal) => {
    change.run('INSERT INTO constraints (ordinal, expression) VALUES (@ordinal, @expression)', {
      ordinal,
      expression,
    });
  });
}

function refuseOtherParameters(campaign: WritableCampaign, definition: CampaignDefinition): void {
  const before = campaign.sql
    .all<{ name: string }>('SELECT name FROM parameters ORDER BY ordinal')
    .map(({ name }) => name);
  const after = definition.parameters.map(({ name }) => name);
  if (before.length === after.length && before.every((name, index) => name === after[index])) return;
  const held = campaign.sql.get('SELECT 1 FROM points UNION ALL SELECT 1 FROM batch_points LIMIT 1');
  if (held === undefined) return;
  throw new ContouristError(
    'campaign.parameters_fixed',
    `The campaign has points in ${before.join(', ')}: its parameters cannot become ${after.join(', ')}.`,
    {
      hint: 'Bounds, scales, steps and constraints can be edited; for other parameters make a new campaign.',
    },
  );
}

function withoutNulls<Row extends object>(row: Row): Partial<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Partial<Row>;
}
