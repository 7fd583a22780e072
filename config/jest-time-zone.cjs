module.exports = { __esModule: true, default: 'UTC' };
