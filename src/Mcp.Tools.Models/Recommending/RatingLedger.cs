using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Recommending;

/// <summary>The ratings, each for itself and summed up by model, task and hardware class.</summary>
internal sealed class RatingLedger(CatalogueDatabase database)
{
    /// <returns>The arm as it is now.</returns>
    public Arm Rate(Rating rating) => database.Write(connection =>
    {
        (string, object?)[] key = [("$model", rating.Model), ("$task", rating.Task), ("$hardware", rating.Hardware)];
        connection.Execute(
            "INSERT INTO model_ratings (at, model, task, hardware, reward, client, note) VALUES ($at, $model, $task, $hardware, $reward, $client, $note)",
            [.. key, ("$at", StoredTime.Text(rating.At)), ("$reward", rating.Reward), ("$client", rating.Client), ("$note", rating.Note)]);
        connection.Execute(
            """
            INSERT INTO model_arms (model, task, hardware, count, sum, sum_squares) VALUES ($model, $task, $hardware, 1, $reward, $square)
            ON CONFLICT DO UPDATE SET count = count + 1, sum = sum + excluded.sum, sum_squares = sum_squares + excluded.sum_squares
            """,
            [.. key, ("$reward", rating.Reward), ("$square", rating.Reward * rating.Reward)]);
        var arm = connection.List(
            "SELECT count, sum, sum_squares FROM model_arms WHERE model = $model AND task = $task AND hardware = $hardware",
            row => new Arm(row.GetInt64(0), row.GetDouble(1), row.GetDouble(2)),
            key);
        return arm[0];
    });

    /// <summary>All arms of a context, by model id.</summary>
    public IReadOnlyDictionary<string, Arm> Arms(string task, string hardware) => database.Read(connection => connection.List(
        "SELECT model, count, sum, sum_squares FROM model_arms WHERE task = $task AND hardware = $hardware",
        row => (Model: row.GetString(0), Arm: new Arm(row.GetInt64(1), row.GetDouble(2), row.GetDouble(3))),
        ("$task", task),
        ("$hardware", hardware)).ToDictionary(entry => entry.Model, entry => entry.Arm, StringComparer.OrdinalIgnoreCase));

    /// <summary>How many ratings a model has over all contexts, and their mean.</summary>
    public (long Count, double? Mean) Mean(string model) => database.Read(connection => connection.List(
        "SELECT COALESCE(SUM(count), 0), COALESCE(SUM(sum), 0.0) FROM model_arms WHERE model = $model",
        row => (Count: row.GetInt64(0), Mean: row.GetInt64(0) == 0 ? (double?)null : Math.Round(row.GetDouble(1) / row.GetInt64(0), 3)),
        ("$model", model))[0]);
}
