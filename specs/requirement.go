package specs

// requirementsFile is the name of the file that lists what the specification's text demands.
const requirementsFile = "requirements.yaml"
