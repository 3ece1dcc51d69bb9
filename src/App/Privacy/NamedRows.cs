using System.Data.Common;
using System.Globalization;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Privacy;

/// <summary>
/// Finds and erases rows of any table by the lines of <see cref="HeldData"/> that name a child or worker by a source's id. The
/// names of tables and columns come from there and from nowhere else; values are always parameters.
/// </summary>
internal static class NamedRows
{
    /// <summary>Erases what names one of the ids; says how many rows went or lost a value.</summary>
    public static long Erase(FairloadDb db, int council, Subject subject, IEnumerable<string> ids)
    {
        var erased = 0L;
        foreach (var column in HeldData.Naming(AboutOf(subject)))
        {
            foreach (var id in ids)
            {
                erased += Execute(db, council, id, column.Erased == WhenErased.RowGoes
                    ? $"DELETE FROM \"{column.Table}\" WHERE council = @council AND \"{column.Column}\" = @id"
                    : $"UPDATE \"{column.Table}\" SET \"{column.Column}\" = NULL WHERE council = @council AND \"{column.Column}\" = @id");
            }
        }

        return erased;
    }

    /// <summary>The rows that name one of the ids: their table and what may be given of them.</summary>
    public static IEnumerable<(string Table, IReadOnlyList<(HeldColumn Column, string Value)> Values)> Find(
        FairloadDb db, int council, Subject subject, IReadOnlyList<string> ids)
    {
        foreach (var column in HeldData.Naming(AboutOf(subject)))
        {
            foreach (var id in ids)
            {
                using var command = Command(db, council, id, $"SELECT * FROM \"{column.Table}\" WHERE council = @council AND \"{column.Column}\" = @id");
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    yield return (column.Table, [.. HeldData.All.Where(one => one.Table == column.Table && one.Given != WhenGiven.Left)
                        .Select(one => (one, Value: reader[one.Column]))
                        .Where(one => one.Value is not (DBNull or byte[]))
                        .Select(one => (one.one, Convert.ToString(one.Value, CultureInfo.InvariantCulture)!))]);
                }
            }
        }
    }

    private static About AboutOf(Subject subject) => subject == Subject.Child ? About.ChildId : About.WorkerId;

    private static int Execute(FairloadDb db, int council, string id, string sql)
    {
        using var command = Command(db, council, id, sql);
        return command.ExecuteNonQuery();
    }

    private static DbCommand Command(FairloadDb db, int council, string id, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = (db.Database.CurrentTransaction as Microsoft.EntityFrameworkCore.Infrastructure.IInfrastructure<DbTransaction>)?.Instance;
        foreach (var (name, value) in new (string, object)[] { ("council", council), ("id", id) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
