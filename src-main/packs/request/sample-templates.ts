/** Templates to start from, by name. Names of a campaign can be any text: they stand in comments on one line, or quoted. */
export const SAMPLE_TEMPLATES = {
  /** ATLAS job options of a point. */
  'job-options': {
    file: 'mc.contourist.{{ id }}.py',
    text: `# Point {{ id }} of batch {{ batch }}, {{ campaign | one_line }}
parameters = {
{%- for parameter in parameters %}
    {{ parameter.name | json }}: {{ parameter.value }},  # {{ parameter.unit | default: "no unit" | one_line }}
{%- endfor %}
{%- for parameter in fixed %}
    {{ parameter.name | json }}: {{ parameter.value }},  # fixed
{%- endfor %}
}

evgenConfig.description = "Point {{ id }}"
evgenConfig.keywords = ["BSM"]
evgenConfig.nEventsPerJob = 10000

include("MadGraphControl_contourist.py")
`,
  },
  /** A script for MadGraph5_aMC@NLO: mg5_aMC b3-001.mg5 */
  madgraph: {
    file: '{{ id }}.mg5',
    text: `# Point {{ id }} of batch {{ batch }}, {{ campaign | one_line }}
# Replace the model and the process by your own; parameters are set by their names in param_card.
import model MODEL_UFO
generate p p > xd xd~
output {{ id }}
launch {{ id }}
{%- for parameter in parameters %}
set param_card {{ parameter.name | one_line }} {{ parameter.value }}
{%- endfor %}
{%- for parameter in fixed %}
set param_card {{ parameter.name | one_line }} {{ parameter.value }}
{%- endfor %}
set run_card nevents 10000
set run_card iseed {{ number }}
done
`,
  },
  /** A request to whoever makes the samples, as Markdown: one text for the batch. */
  'production-request': {
    file: 'request.md',
    text: `# Production request: {{ campaign | one_line }}, batch {{ batch }}

{{ points.size }} points are requested. Limits are wanted as {{ quantities | join: ", " }}.

| id |{% for parameter in parameters %} {{ parameter.name | one_line | replace: "|", "/" }}{% if parameter.unit %} [{{ parameter.unit | one_line | replace: "|", "/" }}]{% endif %} |{% endfor %}
|---|{% for parameter in parameters %}---|{% endfor %}
{%- for point in points %}
| {{ point.id }} |{% for parameter in point.parameters %} {{ parameter.value }} |{% endfor %}
{%- endfor %}

{% for parameter in fixed %}- fixed: {{ parameter.name | one_line }} = {{ parameter.value }}
{% endfor %}
Events for each point: 10000. Contact: NAME.
`,
  },
} as const;

export const SAMPLE_NAMES = Object.keys(SAMPLE_TEMPLATES) as (keyof typeof SAMPLE_TEMPLATES)[];
